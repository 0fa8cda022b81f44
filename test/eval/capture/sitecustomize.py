"""Evaluation: notes every log record of the program that runs, and the call site that Python's logging found for it."""
import atexit
import json
import logging
import os
import sys

_out = open(os.environ["SOURCE_TRUTH"], "a", encoding="utf-8")
_met = {}


def _site():
    """The nearest frame that is neither the logging module nor a wrapper around it."""
    frame = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        if not code.co_filename.endswith(("/logging/__init__.py", "sitecustomize.py")) and code.co_name not in WRAPPERS:
            return code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None, 0


WRAPPERS = {"__safeLog", "_log", "__call__", "verbose"}


def _note(self, record, _old=logging.Logger.callHandlers):
    try:
        message = record.getMessage()
        key = file, line = _site()
        if _met.get(key, 0) < 5 and "\n" not in message and message.strip():
            _met[key] = _met.get(key, 0) + 1
            text = "%s %s %s: %s" % ("2026-05-26 10:00:00,123", record.levelname, record.name, message)
            _out.write(json.dumps({"text": text, "file": file, "line": line}) + "\n")
            _out.flush()
    except Exception:
        pass
    return _old(self, record)


logging.Logger.callHandlers = _note
logging.Logger.isEnabledFor = lambda self, level: True
