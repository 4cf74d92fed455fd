import ApptLintServer

runServer()
