export const series = {
  'page.series': 'Series',
};
