;;; apptlint-eglot.el --- apptlint for Emacs 29 and later, with eglot -*- lexical-binding: t -*-

;; Load this file from init.el: (load "/path/to/apptlint-eglot.el"). Then M-x eglot in a payload starts the server; the hooks
;; at the end do that for every JSON and XML file.

;;; Code:

(require 'eglot)

(defcustom apptlint-command '("apptlint" "lsp")
  "The command that starts the server, with options."
  :type '(repeat string)
  :group 'eglot)

(defcustom apptlint-settings nil
  "Settings that .apptlint.json files override: a property list with the same keys."
  :type '(plist)
  :group 'eglot)

(add-to-list 'auto-mode-alist '("\\.har\\'" . js-json-mode))

(add-to-list
 'eglot-server-programs
 `((js-json-mode json-mode json-ts-mode nxml-mode xml-mode)
   . ,(lambda (&rest _)
        (append apptlint-command (list :initializationOptions (or apptlint-settings eglot--{}))))))

(dolist (hook '(js-json-mode-hook json-mode-hook json-ts-mode-hook nxml-mode-hook))
  (add-hook hook #'eglot-ensure))

(defun apptlint-fix ()
  "Apply all safe fixes in the current buffer."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.apptlint" t))

(provide 'apptlint-eglot)
;;; apptlint-eglot.el ends here
