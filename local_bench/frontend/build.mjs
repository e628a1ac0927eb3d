// Builds every *.bundle.* of one app, as Frappe's own build does:
//
//   node build.mjs <node_modules> <app> <app's folder> <output folder> [<other app's folder> ...]
//
// Writes js/, css/ and css-rtl/ into the output folder, and beside them assets.json and assets-rtl.json with
// the addresses under which Frappe looks the bundles up.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { desk_plugins } from "./plugins.mjs";

const [node_modules, app, app_folder, output_folder, ...other_folders] =
  process.argv.slice(2);
const require = createRequire(path.join(node_modules, "package.json"));
const esbuild = require("esbuild");
const postcss = require("postcss");
const sass = require("sass");

const import_folders = [node_modules, app_folder, ...other_folders];
const common_options = {
  bundle: true,
  entryNames: "[dir]/[name].[hash]",
  external: ["/assets/*"],
  logLevel: "warning",
  metafile: true,
  minify: true,
  nodePaths: import_folders,
  outdir: output_folder,
  target: ["es2017"],
};

function find_bundles(extensions) {
  const folder = path.join(app_folder, app, "public");
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((file) => !/^(dist|node_modules)[\\/]/.test(file))
    .filter((file) =>
      extensions.some((extension) => file.endsWith(`.bundle.${extension}`))
    )
    .map((file) => path.join(folder, file));
}

function name_outputs(files, subfolder) {
  return Object.fromEntries(
    files.map((file) => [
      `${subfolder}/${path.basename(file, path.extname(file))}`,
      file,
    ])
  );
}

function stylesheet_plugin(postcss_plugins) {
  const tilde_importer = {
    findFileUrl: (url) =>
      url.startsWith("~")
        ? pathToFileURL(path.join(node_modules, url.slice(1)))
        : null,
  };
  const processor = postcss(postcss_plugins);
  return {
    name: "stylesheets",
    setup(build) {
      build.onLoad({ filter: /\.(css|scss|sass)$/ }, async ({ path: file }) => {
        const css = file.endsWith(".css")
          ? await fs.promises.readFile(file, "utf-8")
          : sass.compile(file, {
              importers: [tilde_importer],
              loadPaths: import_folders,
              logger: sass.Logger.silent,
            }).css;
        const { css: contents } = await processor.process(css, {
          from: file,
          map: false,
        });
        return { contents, loader: "css", resolveDir: path.dirname(file) };
      });
    },
  };
}

async function build(files, subfolder, options) {
  const result = await esbuild.build({
    ...common_options,
    ...options,
    entryPoints: name_outputs(files, subfolder),
  });
  const addresses = {};
  for (const output of Object.keys(result.metafile.outputs)) {
    if (!result.metafile.outputs[output].entryPoint) continue;
    const [stem] = path.basename(output).split(/\.[A-Z0-9]{8}\./);
    const file = path.relative(output_folder, path.resolve(output));
    addresses[stem + path.extname(output)] = `/assets/${app}/dist/${file}`;
  }
  return addresses;
}

function write_json(file_name, content) {
  fs.mkdirSync(output_folder, { recursive: true });
  fs.writeFileSync(
    path.join(output_folder, file_name),
    JSON.stringify(content, null, 1)
  );
}

const scripts = find_bundles(["js", "ts", "jsx"]);
const styles = find_bundles(["css", "scss", "sass"]);
const autoprefixer = require("autoprefixer");
const [js, css, css_rtl] = await Promise.all([
  build(scripts, "js", {
    plugins: desk_plugins({ require, esbuild, nodePaths: import_folders }),
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
    },
  }),
  build(styles, "css", { plugins: [stylesheet_plugin([autoprefixer])] }),
  build(styles, "css-rtl", {
    plugins: [stylesheet_plugin([require("rtlcss"), autoprefixer])],
  }),
]);

write_json("assets.json", { ...js, ...css });
write_json(
  "assets-rtl.json",
  Object.fromEntries(
    Object.entries(css_rtl).map(([name, address]) => [`rtl_${name}`, address])
  )
);
console.log(
  `${app}: ${scripts.length} script and ${styles.length} style bundles`
);
