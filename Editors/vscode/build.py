#!/usr/bin/env python3
"""Builds the extension for VS Code as a .vsix, which is a ZIP archive, without npm packages.

    Editors/vscode/build.py [FILE]      default: .build/apptlint.vsix

The snippets are generated from the starter examples of the packs; the schema is copied from docs/schemas/. Install the file with
`code --install-extension .build/apptlint.vsix`.
"""
import json, os, re, sys, zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FILES = ["package.json", "extension.js", "client.js", "language-configuration.json", "syntaxes/http.tmLanguage.json"]


def body(text, part):
    """The last non-empty body of a request or response, depending on `part`, in a text with HTTP messages."""
    messages = re.split(r"(?m)^(?=[A-Z]+ \S+ HTTP/|HTTP/)", text.replace("\r\n", "\n"))
    bodies = [message.partition("\n\n")[2].strip() for message in messages if message.startswith("HTTP/") == (part == "response")]
    return [found for found in bodies if found][-1]


def snippets():
    """The starter examples of the packs as snippets, by language."""
    found = {"json": {}, "http": {}}
    for pack in sorted(os.listdir(os.path.join(ROOT, "Rules"))):
        folder = os.path.join(ROOT, "Rules", pack)
        with open(os.path.join(folder, "pack.json"), encoding="utf-8") as file:
            examples = json.load(file).get("examples", [])
        for example in examples:
            with open(os.path.join(folder, example["file"]), encoding="utf-8") as file:
                text = file.read()
            if "part" in example:
                text = body(text, example["part"])
            language = "json" if text.lstrip().startswith("{") else "http"
            lines = text.rstrip("\n").replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}").split("\n")
            found[language][f"{pack} {example['name']}"] = {
                "prefix": f"{pack}-{example['name']}", "description": f"{pack}: {example['about']}", "body": lines,
            }
    return found


def manifest(package):
    """The manifest that the marketplace and VS Code read."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="{escape(package['name'])}" Version="{package['version']}" Publisher="{escape(package['publisher'])}"/>
    <DisplayName>{escape(package['displayName'])}</DisplayName>
    <Description xml:space="preserve">{escape(package['description'])}</Description>
    <Tags>{escape(','.join(package['keywords']))}</Tags>
    <Categories>{escape(','.join(package['categories']))}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="{package['engines']['vscode']}"/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
  </Assets>
</PackageManifest>
"""


TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json"/>
  <Default Extension=".js" ContentType="application/javascript"/>
  <Default Extension=".vsixmanifest" ContentType="text/xml"/>
</Types>
"""


def build(target):
    with open(os.path.join(HERE, "package.json"), encoding="utf-8") as file:
        package = json.load(file)
    texts = {"[Content_Types].xml": TYPES, "extension.vsixmanifest": manifest(package)}
    for name in FILES:
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            texts["extension/" + name] = file.read()
    with open(os.path.join(ROOT, "docs", "schemas", "settings.schema.json"), encoding="utf-8") as file:
        texts["extension/schemas/settings.schema.json"] = file.read()
    for language, found in snippets().items():
        texts[f"extension/snippets/{language}.json"] = json.dumps(found, indent=1, ensure_ascii=False)
    os.makedirs(os.path.dirname(os.path.abspath(target)), exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            # With a fixed date, the same files always produce the same archive.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    build(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "apptlint.vsix"))
