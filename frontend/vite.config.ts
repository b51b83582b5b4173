import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Puts two things into the head that have to be there before the first paint: the classic script that applies the
 * stored theme (an inline one would need a hole in the content security policy) and the preload of the one font file
 * that every page uses. Both live under /assets with a hash, so the server needs no rule of its own for them.
 */
function firstPaint(): Plugin {
  const source = here('./src/app/theme-init.js');
  let building = false;
  return {
    name: 'first-paint',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      if (!building) return;
      this.emitFile({ type: 'asset', name: 'theme-init.js', source: readFileSync(source, 'utf8') });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        if (!building) {
          return [{ tag: 'script', attrs: { src: '/src/app/theme-init.js' }, injectTo: 'head-prepend' }];
        }
        const files = Object.keys(context.bundle ?? {});
        const theme = files.find((name) => name.includes('theme-init'));
        const font = files.find((name) => name.includes('public-sans-latin-wght-normal'));
        return [
          { tag: 'script', attrs: { src: `/${theme}` }, injectTo: 'head-prepend' },
          {
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: '' },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}

/**
 * A chunk for each shared module would be many that compress badly (a list page: 37 chunks, a third larger). So the
 * libraries of every page are one chunk, what lists and records need another, forms a third; the rest stays with its
 * page. No chunk may import in a circle: each of these imports only those before it and the entry.
 */
const chunks = {
  includeDependenciesRecursively: false,
  groups: [
    {
      name: 'core',
      test: /\/node_modules\/(?!lucide-react|react-hook-form|d3-|internmap|@fontsource|pdfjs-dist)/,
    },
    {
      name: 'kit',
      test: /\/src\/shared\/(ui\/(Card|DataTable|Dialog|FilterBar|layout|ListTable|Menu|PageHeader|Pagination|Popover|Small|StatusPill|status|table|Tabs)\b|listing\/(schema|use)|format\/(counts|dates|lazy|money))/,
    },
    {
      name: 'forms',
      test: /\/src\/shared\/forms\/(applyProblem|FormDialog|groups|use)|\/src\/shared\/ui\/ConflictDialog/,
    },
    { name: 'icons', test: /\/node_modules\/lucide-react\//, minShareCount: 3 },
  ],
};

/** The entry names every script and style sheet: words in these names cost a kilobyte before the first paint. */
const names = {
  entryFileNames: 'assets/[hash].js',
  chunkFileNames: 'assets/[hash].js',
  assetFileNames: ({ names: [name] }: { names: string[] }) => (name?.endsWith('.css') ? 'assets/[hash].css' : 'assets/[name]-[hash][extname]'),
};

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: './src/routes',
      generatedRouteTree: './src/app/routeTree.gen.ts',
      quoteStyle: 'single',
      semicolons: true,
    }),
    react(),
    firstPaint(),
  ],
  resolve: { alias: { '@': here('./src') } },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: process.env.API_URL ?? 'http://127.0.0.1:8000', changeOrigin: true } },
  },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'], // light-dark() as written
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: chunks, ...names } },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['./src/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    testTimeout: 15_000,
  },
});
