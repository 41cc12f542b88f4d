import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite` finds the API while the app is being worked on: a running `bin/tierbook serve`. */
const server = 'http://127.0.0.1:7070';

/** Libraries in files of their own: they change less often than our pages. The filter builder comes with its page. */
const libraries = [
  {
    name: 'react',
    test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next)\//,
    priority: 2,
  },
  { name: 'charts', test: /node_modules\/(echarts|zrender)\//, priority: 2 },
];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  server: { proxy: { '/api': server } },
  build: {
    outDir: '../dist/web',
    // Everything from a file of its own: the server forbids inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: libraries } } },
  },
});
