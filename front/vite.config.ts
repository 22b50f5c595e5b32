// One stylesheet, the scripts and the fonts, under names that never change: Django serves them, no manifest needed.
// Every page loads `tirek.js`; the pages on which forms are filled load `filling.js` too, and the list of them `waiting.js`.
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

const FULL_FONTS = ["400Regular", "400Regular_Italic", "700Bold"];

// The report renderers (PDF, charts) need whole TrueType fonts; a subset makes text vanish from a chart.
function fullFonts(): Plugin {
  return {
    name: "full-fonts",
    generateBundle() {
      for (const style of FULL_FONTS) {
        const file = `NotoSans_${style}.ttf`;
        const source = readFileSync(new URL(`node_modules/@expo-google-fonts/noto-sans/${style}/${file}`, import.meta.url));
        this.emitFile({ type: "asset", fileName: `fonts/${file}`, source });
      }
    },
  };
}

// The design system still carries a rule for a long-gone browser ("min-width: 0\\0") that no parser accepts.
const withoutDeadBrowsers = {
  postcssPlugin: "without-dead-browsers",
  AtRule: {
    media(rule: { params: string; remove(): void }) {
      if (/min-width: 0[^.)\w]/.test(rule.params)) rule.remove();
    },
  },
};

export default defineConfig({
  base: "./",
  plugins: [fullFonts()],
  css: { postcss: { plugins: [withoutDeadBrowsers] } },
  build: {
    outDir: "../src/tirek/web/static/built",
    emptyOutDir: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 1000, // the engine of forms, which only the page of a form loads
    rolldownOptions: {
      input: {
        tirek: "src/tirek.ts",
        filling: "src/filling/filling.ts",
        waiting: "src/filling/waiting.ts",
        "filling-worker": "src/filling/worker.ts",
      },
      checks: { eval: false }, // htmx carries one; `allowEval` is off and the page's policy would refuse it
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        codeSplitting: { groups: [{ name: "keeping", test: /src.filling.(keeping.|leaving|words|elements|notices|page)/ }] },
        assetFileNames: ({ names }) => (names.some((name) => name.endsWith(".css")) ? "tirek.css" : "fonts/[name][extname]"),
      },
    },
  },
});
