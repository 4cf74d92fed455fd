"use strict";
// The extension: starts `apptlint lsp`, and shows its responses in the editor. The npm package vscode-languageclient is not needed,
// because client.js implements the protocol.

const vscode = require("vscode");
const { Client } = require("./client.js");

const languages = ["json", "jsonc", "xml", "http"];
const selector = languages.flatMap((language) => [{ language, scheme: "file" }, { language, scheme: "untitled" }]);

let client;
let diagnostics;
let status;

const position = (value) => new vscode.Position(value.line, value.character);
const range = (value) => new vscode.Range(position(value.start), position(value.end));
const isOurs = (document) => languages.includes(document.languageId) && ["file", "untitled"].includes(document.uri.scheme);
const place = (document, at) => ({ textDocument: { uri: document.uri.toString() }, position: at });

function diagnostic(value) {
  const result = new vscode.Diagnostic(range(value.range), value.message, value.severity - 1);
  result.source = value.source;
  result.code = value.codeDescription ? { value: value.code, target: vscode.Uri.parse(value.codeDescription.href) } : value.code;
  result.tags = value.tags;
  result.relatedInformation = (value.relatedInformation || []).map((related) => new vscode.DiagnosticRelatedInformation(
    new vscode.Location(vscode.Uri.parse(related.location.uri), range(related.location.range)), related.message));
  return result;
}

function edit(value) {
  const result = new vscode.WorkspaceEdit();
  for (const change of value.documentChanges || []) {
    if (change.kind === "create") result.createFile(vscode.Uri.parse(change.uri), { ignoreIfExists: true });
    else for (const one of change.edits) result.replace(vscode.Uri.parse(change.textDocument.uri), range(one.range), one.newText);
  }
  for (const [uri, edits] of Object.entries(value.changes || {})) {
    for (const one of edits) result.replace(vscode.Uri.parse(uri), range(one.range), one.newText);
  }
  return result;
}

function symbol(value) {
  const result = new vscode.DocumentSymbol(
    value.name, value.detail || "", value.kind - 1, range(value.range), range(value.selectionRange));
  result.children = (value.children || []).map(symbol);
  return result;
}

function selection(value) {
  return new vscode.SelectionRange(range(value.range), value.parent && selection(value.parent));
}

function settings() {
  return vscode.workspace.getConfiguration("apptlint").get("settings") || {};
}

function receive(method, parameters) {
  if (method === "textDocument/publishDiagnostics") {
    const uri = vscode.Uri.parse(parameters.uri);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open && parameters.version !== undefined && parameters.version !== open.version) return undefined;
    diagnostics.set(uri, parameters.diagnostics.map(diagnostic));
  } else if (method === "window/showMessage") {
    vscode.window.showErrorMessage(parameters.message);
  }
  return undefined;
}

function open(document) {
  if (!client || !isOurs(document)) return;
  client.notify("textDocument/didOpen", {
    textDocument: {
      uri: document.uri.toString(), languageId: document.languageId, version: document.version, text: document.getText(),
    },
  });
}

async function start() {
  const command = vscode.workspace.getConfiguration("apptlint").get("command");
  const folders = (vscode.workspace.workspaceFolders || []).map((folder) => ({ uri: folder.uri.toString(), name: folder.name }));
  client = new Client(command, receive, (reason) => {
    status.text = "$(error) apptlint";
    status.tooltip = reason;
    vscode.window.showErrorMessage(`apptlint: ${reason}`);
  });
  await client.request("initialize", {
    processId: process.pid, rootUri: folders.length ? folders[0].uri : null, workspaceFolders: folders,
    initializationOptions: settings(),
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      textDocument: {
        publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
        completion: { completionItem: { snippetSupport: true } },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        hover: { contentFormat: ["markdown"] },
      },
      workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
    },
  });
  client.notify("initialized", {});
  status.text = "apptlint";
  status.tooltip = command.join(" ");
  vscode.workspace.textDocuments.forEach(open);
}

function changed(event) {
  if (!client || !isOurs(event.document) || event.contentChanges.length === 0) return;
  client.notify("textDocument/didChange", {
    textDocument: { uri: event.document.uri.toString(), version: event.document.version },
    contentChanges: event.contentChanges.map((change) => ({ range: change.range, text: change.text })),
  });
}

/** Registers the language features that the server provides. */
function providers() {
  const ask = (method, parameters, token) => (client ? client.request(`textDocument/${method}`, parameters, token).catch(() => null) : null);
  const register = vscode.languages;
  return [
    register.registerHoverProvider(selector, {
      async provideHover(document, at, token) {
        const found = await ask("hover", place(document, at), token);
        return found && new vscode.Hover(new vscode.MarkdownString(found.contents.value), found.range && range(found.range));
      },
    }),
    register.registerCompletionItemProvider(selector, {
      async provideCompletionItems(document, at, token) {
        const found = await ask("completion", place(document, at), token);
        if (!found) return undefined;
        const items = found.items.map((value) => {
          const item = new vscode.CompletionItem({ label: value.label, description: value.detail }, value.kind - 1);
          item.documentation = value.documentation;
          item.sortText = value.sortText;
          item.filterText = value.filterText;
          item.range = range(value.textEdit.range);
          const text = value.textEdit.newText;
          item.insertText = value.insertTextFormat === 2 ? new vscode.SnippetString(text) : text;
          return item;
        });
        return new vscode.CompletionList(items, found.isIncomplete);
      },
    }, "\"", "<", "#", "/", ":"),
    register.registerDefinitionProvider(selector, {
      async provideDefinition(document, at, token) {
        const found = await ask("definition", place(document, at), token);
        return found && new vscode.Location(vscode.Uri.parse(found.uri), range(found.range));
      },
    }),
    register.registerReferenceProvider(selector, {
      async provideReferences(document, at, context, token) {
        const found = await ask("references", { ...place(document, at), context }, token);
        return (found || []).map((location) => new vscode.Location(vscode.Uri.parse(location.uri), range(location.range)));
      },
    }),
    register.registerRenameProvider(selector, {
      async prepareRename(document, at, token) {
        const found = await ask("prepareRename", place(document, at), token);
        if (!found) throw new Error("only the id of a contained resource can be renamed");
        return range(found);
      },
      async provideRenameEdits(document, at, newName, token) {
        const found = await client.request("textDocument/rename", { ...place(document, at), newName }, token);
        return found && edit(found);
      },
    }),
    register.registerDocumentSymbolProvider(selector, {
      async provideDocumentSymbols(document, token) {
        const found = await ask("documentSymbol", { textDocument: { uri: document.uri.toString() } }, token);
        return (found || []).map(symbol);
      },
    }),
    register.registerFoldingRangeProvider(selector, {
      async provideFoldingRanges(document, context, token) {
        const found = await ask("foldingRange", { textDocument: { uri: document.uri.toString() } }, token);
        return (found || []).map((fold) => new vscode.FoldingRange(fold.startLine, fold.endLine));
      },
    }),
    register.registerSelectionRangeProvider(selector, {
      async provideSelectionRanges(document, positions, token) {
        const found = await ask("selectionRange", { textDocument: { uri: document.uri.toString() }, positions }, token);
        return (found || []).map(selection);
      },
    }),
    register.registerInlayHintsProvider(selector, {
      async provideInlayHints(document, within, token) {
        const found = await ask("inlayHint", { textDocument: { uri: document.uri.toString() }, range: within }, token);
        return (found || []).map((value) => {
          const hint = new vscode.InlayHint(position(value.position), value.label);
          hint.tooltip = value.tooltip;
          hint.paddingLeft = value.paddingLeft;
          return hint;
        });
      },
    }),
    register.registerCodeActionsProvider(selector, {
      async provideCodeActions(document, within, context, token) {
        const only = context.only ? [context.only.value] : undefined;
        const found = await ask(
          "codeAction", { textDocument: { uri: document.uri.toString() }, range: within, context: { diagnostics: [], only } }, token);
        return (found || []).map((value) => {
          const action = new vscode.CodeAction(value.title, vscode.CodeActionKind.Empty.append(value.kind));
          action.edit = edit(value.edit);
          action.isPreferred = value.isPreferred;
          const codes = (value.diagnostics || []).map((item) => item.code);
          action.diagnostics = context.diagnostics.filter(
            (item) => item.source === "apptlint" && codes.includes(typeof item.code === "object" ? item.code.value : item.code));
          return action;
        });
      },
    }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll.append("apptlint")] }),
  ];
}

async function fixAll() {
  const editor = vscode.window.activeTextEditor;
  if (!client || !editor) return;
  const found = await client.request("textDocument/codeAction", {
    textDocument: { uri: editor.document.uri.toString() },
    range: new vscode.Range(0, 0, editor.document.lineCount, 0),
    context: { diagnostics: [], only: ["source.fixAll.apptlint"] },
  });
  for (const action of found || []) await vscode.workspace.applyEdit(edit(action.edit));
}

async function restart() {
  if (client) await client.stop();
  diagnostics.clear();
  await start();
}

async function activate(context) {
  diagnostics = vscode.languages.createDiagnosticCollection("apptlint");
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  status.show();
  const watcher = vscode.workspace.createFileSystemWatcher("**/.apptlint.json");
  const reload = () => client && client.notify("workspace/didChangeWatchedFiles", { changes: [] });
  context.subscriptions.push(
    diagnostics, status, watcher, watcher.onDidChange(reload), watcher.onDidCreate(reload), watcher.onDidDelete(reload),
    vscode.workspace.onDidOpenTextDocument(open), vscode.workspace.onDidChangeTextDocument(changed),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (client && isOurs(document)) client.notify("textDocument/didSave", { textDocument: { uri: document.uri.toString() } });
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (client && isOurs(document)) client.notify("textDocument/didClose", { textDocument: { uri: document.uri.toString() } });
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("apptlint.command")) restart();
      else if (client && event.affectsConfiguration("apptlint.settings")) {
        client.notify("workspace/didChangeConfiguration", { settings: { apptlint: { settings: settings() } } });
      }
    }),
    vscode.commands.registerCommand("apptlint.restart", restart), vscode.commands.registerCommand("apptlint.fixAll", fixAll),
    ...providers());
  await start().catch(() => {});
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
