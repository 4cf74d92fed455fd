// The extension without VS Code: its modules load with a stand-in for the editor, and its client talks to the server.
"use strict";
const path = require("path");
const Module = require("module");

const [folder, command] = process.argv.slice(2);

// Any member of the editor's interface is a class, a function and an object at once.
const anything = new Proxy(function () {}, { get: (_, name) => (name === Symbol.toPrimitive ? () => "" : anything), apply: () => anything, construct: () => anything });
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? anything : load(name, ...rest));

const extension = require(path.join(folder, "extension.js"));
if (typeof extension.activate !== "function" || typeof extension.deactivate !== "function") throw new Error("no entry points");

const { Client } = require(path.join(folder, "client.js"));

async function main() {
  const uri = "file:///tmp/apptlint-test/a.json";
  const text = '{"resourceType": "Slot", "status": "sesame", "schedule": {"reference": "Schedule/1"}}';
  let published;
  const findings = new Promise((resolve) => { published = resolve; });
  const client = new Client([command, "lsp"], (method, parameters) => {
    if (method === "textDocument/publishDiagnostics") published(parameters.diagnostics);
  }, (reason) => { if (!client.isStopping) throw new Error(reason); });
  await client.request("initialize", {
    processId: process.pid, rootUri: null,
    capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  });
  client.notify("initialized", {});
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "json", version: 1, text } });
  console.log((await findings).map((finding) => finding.code).find((code) => code === "BND001"));
  console.log((await client.request("textDocument/documentSymbol", { textDocument: { uri } }))[0].name);
  client.isStopping = true;
  await client.stop();
  console.log("stopped");
}

main().catch((error) => { console.error(error); process.exit(1); });
