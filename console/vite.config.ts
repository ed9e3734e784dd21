import { defineConfig } from 'vite';

export default defineConfig({
  // Relative paths: the folder can be served under any address.
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2022',
    // What speaks to a node is one chunk of its own, fetched while the page is already shown.
    chunkSizeWarningLimit: 1_200,
  },
});
