"""Tests `apptlint lsp` with pytest-lsp, an independent client: run by run.py."""
import os

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

COMMAND = os.environ["APPTLINT"]
URI = "file:///tmp/apptlint-test/slot.json"
TEXT = """{
  "resourceType": "Slot",
  "schedule": { "reference": "Schedule/1" },
  "status": "sesame",
  "start": "2026-03-02T09:00:00Z",
  "end": "2026-03-02T09:10:00Z"
}
"""


@pytest_lsp.fixture(
    params=["neovim", "emacs", "visual_studio_code"], config=ClientServerConfig(server_command=[COMMAND, "lsp", "--fhir-version", "4.0"]))
async def client(request, lsp_client: LanguageClient):
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda parameters: None)
    result = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities(request.param), workspace_folders=None))
    lsp_client.legend = result
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(
        text_document=types.TextDocumentItem(uri=URI, language_id="json", version=1, text=TEXT)))
    yield
    await lsp_client.shutdown_session()


def place(old, offset=1):
    start = TEXT.index(old) + offset
    line = TEXT.count("\n", 0, start)
    return types.Position(line=line, character=start - TEXT.rfind("\n", 0, start) - 1)


DOCUMENT = types.TextDocumentIdentifier(uri=URI)


async def findings(client):
    if client.capabilities.text_document and client.capabilities.text_document.diagnostic:
        return (await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(text_document=DOCUMENT))).items
    if URI not in client.diagnostics:
        await client.wait_for_notification("textDocument/publishDiagnostics")
    return client.diagnostics[URI]


@pytest.mark.asyncio
async def test_findings(client: LanguageClient):
    found = await findings(client)
    code = next(item for item in found if item.code == "BND001")
    assert code.range == types.Range(start=place('"sesame"', 0), end=place('"sesame"', 8))
    assert code.severity == types.DiagnosticSeverity.Error and code.source == "apptlint"
    assert code.code_description.href.startswith("https://hl7.org/fhir/")


@pytest.mark.asyncio
async def test_hover(client: LanguageClient):
    result = await client.text_document_hover_async(types.HoverParams(text_document=DOCUMENT, position=place('"status"')))
    assert "Slot.status" in result.contents.value and "busy-unavailable" in result.contents.value


@pytest.mark.asyncio
async def test_completion(client: LanguageClient):
    result = await client.text_document_completion_async(
        types.CompletionParams(text_document=DOCUMENT, position=place('"sesame"')))
    assert [item.label for item in result.items] == ["busy", "busy-tentative", "busy-unavailable", "entered-in-error", "free"]
    assert result.items[0].text_edit.range.start == place('"sesame"', 0)


@pytest.mark.asyncio
async def test_structure(client: LanguageClient):
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=DOCUMENT))
    assert symbols[0].name == "Slot"
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=DOCUMENT))
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(0, 5)]
    selections = await client.text_document_selection_range_async(
        types.SelectionRangeParams(text_document=DOCUMENT, positions=[place('"sesame"', 2)]))
    assert selections[0].parent.range == types.Range(start=place('"sesame"', 0), end=place('"sesame"', 8))


@pytest.mark.asyncio
async def test_actions(client: LanguageClient):
    actions = await client.text_document_code_action_async(types.CodeActionParams(
        text_document=DOCUMENT, range=types.Range(start=place('"sesame"', 2), end=place('"sesame"', 2)),
        context=types.CodeActionContext(diagnostics=[])))
    assert any(action.title.startswith("Suppress BND001") for action in actions)


@pytest.mark.asyncio
async def test_a_change(client: LanguageClient):
    client.text_document_did_change(types.DidChangeTextDocumentParams(
        text_document=types.VersionedTextDocumentIdentifier(uri=URI, version=2),
        content_changes=[types.TextDocumentContentChangePartial(
            range=types.Range(start=place('"sesame"', 1), end=place('"sesame"', 7)), text="free")]))
    # The findings of the first version, and those after the client's settings were read, may arrive first.
    for _ in range(4):
        if "BND001" not in [item.code for item in await findings(client)]:
            return
        await client.wait_for_notification("textDocument/publishDiagnostics")
    raise AssertionError("the finding was not removed")
