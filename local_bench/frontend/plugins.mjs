// What Frappe's scripts import beside JavaScript: Vue components, HTML templates, style sheets, and the fork of
// a date picker that no registry has.
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";

export function desk_plugins({ require, esbuild, nodePaths }) {
  // A style sheet that a script needs is added to the page by that script.
  async function style_as_script(contents, folder) {
    const { outputFiles } = await esbuild.build({
      stdin: { contents, loader: "css", resolveDir: folder },
      bundle: true,
      external: ["/assets/*"],
      minify: true,
      nodePaths,
      write: false,
    });
    return `frappe.dom.set_style(${JSON.stringify(outputFiles[0].text)});\n`;
  }
  return [
    html_template_plugin(),
    style_import_plugin(style_as_script),
    vue_component_plugin(require("@vue/compiler-sfc"), style_as_script),
    datepicker_plugin(),
  ];
}

function html_template_plugin() {
  return {
    name: "html-templates",
    setup(build) {
      build.onLoad({ filter: /\.html$/ }, async ({ path: file }) => {
        const name = JSON.stringify(path.basename(file).split(".")[0]);
        const html = JSON.stringify(await fs.readFile(file, "utf-8"));
        return {
          contents: `frappe.templates[${name}] = ${html};`,
          loader: "js",
        };
      });
    },
  };
}

function style_import_plugin(style_as_script) {
  return {
    name: "style-imports",
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => ({
        contents: await style_as_script(
          await fs.readFile(file, "utf-8"),
          path.dirname(file)
        ),
        loader: "js",
      }));
    },
  };
}

function vue_component_plugin(compiler, style_as_script) {
  return {
    name: "vue-components",
    setup(build) {
      build.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
        const { descriptor, errors } = compiler.parse(
          await fs.readFile(file, "utf-8"),
          {
            filename: file,
          }
        );
        if (errors.length) throw errors[0];

        const id = createHash("sha256").update(file).digest("hex").slice(0, 8);
        const parts = [compile_script(compiler, descriptor, id)];
        if (descriptor.template && !descriptor.scriptSetup) {
          parts.push(compile_template(compiler, descriptor, id));
          parts.push("component.render = render;");
        }
        for (const style of descriptor.styles) {
          const css = compile_style(compiler, style, file, id);
          parts.push(await style_as_script(css, path.dirname(file)));
        }
        if (descriptor.styles.some((style) => style.scoped)) {
          parts.push(`component.__scopeId = "data-v-${id}";`);
        }
        parts.push("export default component;");
        return {
          contents: parts.join("\n"),
          loader: "js",
          resolveDir: path.dirname(file),
        };
      });
    },
  };
}

function compile_script(compiler, descriptor, id) {
  if (!descriptor.script && !descriptor.scriptSetup)
    return "const component = {};";
  const options = { id, genDefaultAs: "component", inlineTemplate: true };
  return compiler.compileScript(descriptor, options).content;
}

function compile_template(compiler, descriptor, id) {
  const { code, errors } = compiler.compileTemplate({
    id,
    filename: descriptor.filename,
    source: descriptor.template.content,
    scoped: descriptor.styles.some((style) => style.scoped),
    compilerOptions: { scopeId: `data-v-${id}` },
  });
  if (errors.length) throw errors[0];
  return code.replace("export function render", "function render");
}

function compile_style(compiler, style, filename, id) {
  const { code, errors } = compiler.compileStyle({
    id: `data-v-${id}`,
    filename,
    source: style.content,
    scoped: style.scoped,
    preprocessLang: style.lang,
  });
  if (errors.length) throw errors[0];
  return code;
}

// Frappe builds with a fork of air-datepicker that knows seconds. Without them a datetime field shows
// "20:45:ss", and every form with such a field opens as "Not Saved".
function datepicker_plugin() {
  const replacements = [
    [
      "minutes: date.getMinutes(),",
      `minutes: date.getMinutes(),
			fullSeconds: String(date.getSeconds()).padStart(2, "0"),`,
    ],
    [
      "case /ii/.test(result):",
      `case /ss/.test(result):
				result = replacer(result, boundary("ss"), d.fullSeconds);
			case /ii/.test(result):`,
    ],
    // Frappe hides the seconds' slider where the time format has none.
    [
      "this.$hoursText =",
      "this.$seconds = this.$secondsText = $();\n\t\t\tthis.$hoursText =",
    ],
  ];
  return {
    name: "datepicker-with-seconds",
    setup(build) {
      build.onLoad(
        { filter: /air-datepicker[\\/]dist[\\/]js[\\/]datepicker\.min\.js$/ },
        async (args) => {
          let contents = await fs.readFile(
            args.path.replace(".min.js", ".js"),
            "utf-8"
          );
          for (const [original, replacement] of replacements) {
            if (!contents.includes(original))
              throw new Error(`air-datepicker: ${original} is gone`);
            contents = contents.replace(original, () => replacement);
          }
          return { contents, loader: "js" };
        }
      );
    },
  };
}
