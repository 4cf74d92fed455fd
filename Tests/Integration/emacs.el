;;; emacs.el --- A session in Emacs with the configuration of Editors/: run by run.py. -*- lexical-binding: t -*-

;;; Code:

(require 'package)
(unless (locate-library "eglot") (package-initialize))

;; Emacs 28 has no built-in mode for JSON.
(unless (fboundp 'js-json-mode)
  (require 'js)
  (define-derived-mode js-json-mode js-mode "JSON"))

(defvar eglot-sync-connect)
(setq eglot-sync-connect t)
(load (getenv "CONFIGURATION") nil t)
(setq apptlint-command (list (getenv "APPTLINT") "lsp"))

(defun test-findings ()
  "The codes of the findings in this buffer, each with its line."
  (sort (mapcar (lambda (finding)
                  (format "%s@%d" (if (string-match "[A-Z]\\{3\\}[0-9]\\{3\\}" (flymake-diagnostic-text finding))
                                      (match-string 0 (flymake-diagnostic-text finding))
                                    "?")
                          (line-number-at-pos (flymake-diagnostic-beg finding))))
                (flymake-diagnostics))
        #'string<))

(defun test-wait (condition)
  "Wait until CONDITION holds, for at most a minute."
  (let ((end (time-add nil 60)))
    (while (and (not (funcall condition)) (time-less-p nil end))
      (accept-process-output nil 0.1)
      (flymake-start))))

(find-file (getenv "PAYLOAD"))
(js-json-mode)
;; eglot-ensure waits for the first command, but batch mode has none.
(run-hooks 'post-command-hook)
(test-wait #'test-findings)
(princ (format "findings: %s\n" (mapconcat #'identity (test-findings) " ")))
(let ((before (length (test-findings))))
  (apptlint-fix)
  (eglot--signal-textDocument/didChange)
  (test-wait (lambda () (< (length (test-findings)) before))))
(princ (format "after apptlint-fix: %s\n" (mapconcat #'identity (test-findings) " ")))
(eglot-shutdown (eglot-current-server))

;;; emacs.el ends here
