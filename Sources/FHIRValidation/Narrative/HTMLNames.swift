/// The names of HTML. Any other name in narrative may be text that was not escaped: `<Ada Smithson>`, `<ada@example.org>`.
enum HTMLNames {
  /// Whether HTML has an element, attribute or event with the given name.
  static func contains(_ name: String) -> Bool {
    NarrativeMarkup.elements.contains(name) || NarrativeMarkup.attributes.contains(name) || others.contains(name)
  }

  /// The names of HTML 4.0, later versions, SVG and MathML that narrative must not have.
  private static let others: Set<String> = [
    // Elements.
    "applet", "article", "aside", "audio", "base", "basefont", "bgsound", "blink", "body", "button", "canvas", "center",
    "command", "data", "datalist", "del", "details", "dialog", "dir", "embed", "fieldset", "figcaption", "figure", "font",
    "footer", "form", "frame", "frameset", "g", "head", "header", "hgroup", "html", "iframe", "input", "ins", "isindex", "keygen",
    "label", "legend", "link", "main", "mark", "marquee", "math", "menu", "menuitem", "meta", "meter", "nav", "nobr", "noframes",
    "noscript", "object", "optgroup", "option", "output", "param", "path", "picture", "progress", "rect", "rp", "rt", "ruby",
    "s", "script", "search", "section", "select", "slot", "source", "strike", "style", "summary", "svg", "template", "textarea",
    "time", "title", "track", "u", "video", "wbr", "xmp",
    // Attributes.
    "accept", "action", "alink", "allow", "async", "autocomplete", "autofocus", "autoplay", "background", "checked", "classid",
    "codebase", "color", "content", "contenteditable", "controls", "crossorigin", "d", "datetime", "declare", "defer",
    "disabled", "download", "draggable", "enctype", "face", "fill", "for", "hidden", "http-equiv", "integrity", "itemprop",
    "itemscope", "itemtype", "language", "loop", "marginheight", "marginwidth", "maxlength", "media", "method",
    "multiple", "muted", "ping", "placeholder", "poster", "preload", "prompt", "readonly", "referrerpolicy", "required",
    "role", "sandbox", "scheme", "scrolling", "selected", "sizes", "spellcheck", "srcdoc", "srcset", "standby", "stroke",
    "target", "text", "translate", "valuetype", "version", "viewBox", "vlink", "wrap", "xlink:href",
    // Events.
    "onabort", "onblur", "oncanplay", "onchange", "onclick", "oncontextmenu", "oncopy", "oncut", "ondblclick", "ondrag",
    "ondragend", "ondragenter", "ondragleave", "ondragover", "ondragstart", "ondrop", "onerror", "onfocus", "onfocusin",
    "onfocusout", "onhashchange", "oninput", "oninvalid", "onkeydown", "onkeypress", "onkeyup", "onload", "onloadstart",
    "onmousedown", "onmouseenter", "onmouseleave", "onmousemove", "onmouseout", "onmouseover", "onmouseup", "onpaste", "onplay",
    "onpointerdown", "onpointermove", "onpointerup", "onresize", "onreset", "onscroll", "onselect", "onsubmit", "ontoggle",
    "ontouchend", "ontouchmove", "ontouchstart", "onunload", "onwheel",
  ]
}
