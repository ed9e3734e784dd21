export const market = {
  'page.market': 'Market',
};
