import ApptLintCommand

runProcess()
