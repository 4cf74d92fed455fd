"""A client of the Language Server Protocol for tests and benchmarks: one process, messages in order, no threads."""
import json, os, subprocess


class Client:
    def __init__(self, command, **options):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **options)
        self.last = 0
        self.inbox = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = None
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise EOFError("the server has ended")
        return json.loads(self.process.stdout.read(length))

    def request(self, method, parameters=None):
        """The result of a request. An error response is raised as an exception."""
        self.last += 1
        self.send({"id": self.last, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if message.get("id") == self.last and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"])
                return message["result"]
            self.inbox.append(message)

    def notify(self, method, parameters=None):
        self.send({"method": method, "params": parameters})

    def wait(self, method):
        """The parameters of the next notification with the given method."""
        while True:
            for index, message in enumerate(self.inbox):
                if message.get("method") == method:
                    return self.inbox.pop(index)["params"]
            self.inbox.append(self.receive())

    # Common operations.

    def start(self, capabilities=None, folder=None, options=None):
        result = self.request("initialize", {
            "processId": os.getpid(), "rootUri": folder and "file://" + folder, "capabilities": capabilities or {},
            "initializationOptions": options})
        self.notify("initialized", {})
        return result

    def open(self, uri, text, language="json"):
        self.notify("textDocument/didOpen",
                    {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})

    def change(self, uri, version, changes):
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes})

    def stop(self):
        """The exit status after an orderly shutdown."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(60)
