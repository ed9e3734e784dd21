import { defineConfig, type Plugin } from 'vite';

/**
 * What speaks to a node is a chunk of its own, so that the page is shown before it is there; it is
 * asked for with the page all the same, and not when the page's own code has run.
 */
const preloadChain: Plugin = {
  name: 'preload-chain',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.values(bundle ?? {}).flatMap((chunk) =>
        chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith('/chain/chain.ts')
          ? [
              {
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `./${chunk.fileName}` },
                injectTo: 'head' as const,
              },
            ]
          : [],
      ),
  },
};

export default defineConfig({
  // Relative paths: the folder can be served under any address.
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  plugins: [preloadChain],
  build: {
    target: 'es2022',
    // polkadot-js is about this large.
    chunkSizeWarningLimit: 1_200,
  },
});
