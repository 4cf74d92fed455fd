"""The functions of libapptlint.so: see apptlint.h."""

from __future__ import annotations

import ctypes
import os

REPORT, OUTCOME_JSON, OUTCOME_XML = 0, 1, 2
_SHOW_VALUES = 1


class ConfigurationError(ValueError):
    """The settings are invalid: the message says why, in one sentence."""


def _load() -> ctypes.CDLL:
    path = os.environ.get("APPTLINT_LIBRARY") or os.path.join(os.path.dirname(__file__), "libapptlint.so.0")
    library = ctypes.CDLL(path)
    text, size = ctypes.c_void_p, ctypes.c_size_t
    library.apptlint_version.restype = ctypes.c_char_p
    library.apptlint_linter_create.argtypes = [ctypes.c_char_p, size, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(text)]
    library.apptlint_linter_destroy.argtypes = [ctypes.c_void_p]
    library.apptlint_linter_destroy.restype = None
    library.apptlint_lint.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, size, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(text),
        ctypes.POINTER(size)]
    library.apptlint_free.argtypes = [text]
    library.apptlint_free.restype = None
    return library


_LIBRARY = _load()


def version() -> str:
    text: bytes = _LIBRARY.apptlint_version()
    return text.decode()


def _encoded(text: str) -> bytes:
    """The text as UTF-8. A lone surrogate becomes invalid UTF-8, which is a finding."""
    return text.encode(errors="surrogatepass")


class Handle:
    """A linter created by the library."""

    def __init__(self, settings: str) -> None:
        # Set first: __del__ also runs if the constructor fails.
        self._linter: int | None = None
        linter, error = ctypes.c_void_p(), ctypes.c_void_p()
        encoded = settings.encode()
        status = _LIBRARY.apptlint_linter_create(encoded, len(encoded), ctypes.byref(linter), ctypes.byref(error))
        if status != 0:
            message = ctypes.string_at(error.value).decode() if error.value else f"status {status}"
            _LIBRARY.apptlint_free(error)
            raise ConfigurationError(message)
        self._linter = linter.value

    def __del__(self) -> None:
        if self._linter is not None:
            _LIBRARY.apptlint_linter_destroy(self._linter)

    def lint(self, payload: bytes | bytearray | memoryview | str, name: str, form: int, show_values: bool) -> bytes:
        content = _encoded(payload) if isinstance(payload, str) else bytes(payload)
        result, length = ctypes.c_void_p(), ctypes.c_size_t()
        # ctypes releases the interpreter's lock during the call.
        status = _LIBRARY.apptlint_lint(
            self._linter, _encoded(name), content, len(content), form, _SHOW_VALUES if show_values else 0, ctypes.byref(result),
            ctypes.byref(length))
        if status != 0 or result.value is None:
            raise ValueError("the payload cannot be checked: too large")
        try:
            return ctypes.string_at(result.value, length.value)
        finally:
            _LIBRARY.apptlint_free(result)
