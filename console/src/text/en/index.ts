export const index = {
  'page.index': 'Index',
  'index.basket': 'Basket {id}',
};
