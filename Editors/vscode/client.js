"use strict";
// A small client of the Language Server Protocol over a program's standard input and output, without dependencies.

const { spawn } = require("child_process");

class Client {
  /**
   * @param {string[]} command the program and its arguments
   * @param {(method: string, parameters: any) => any} receive handles notifications and requests from the server
   * @param {(reason: string) => void} ended called when the program ends or cannot be started
   */
  constructor(command, receive, ended) {
    this.receive = receive;
    this.pending = new Map();
    this.next = 1;
    this.buffer = Buffer.alloc(0);
    this.process = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "pipe"] });
    this.process.on("error", (error) => this.end(ended, error.message));
    this.process.on("exit", (code) => this.end(ended, `the server ended with status ${code}`));
    this.process.stdin.on("error", () => {});
    this.process.stdout.on("data", (data) => this.read(data));
    this.errors = "";
    this.process.stderr.on("data", (data) => { this.errors = (this.errors + data).slice(-2000); });
  }

  end(ended, reason) {
    for (const { reject } of this.pending.values()) reject(new Error(reason));
    this.pending.clear();
    if (!this.hasEnded) ended(this.errors.trim() || reason);
    this.hasEnded = true;
  }

  write(message) {
    if (this.hasEnded) return;
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }), "utf8");
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  notify(method, parameters) {
    this.write({ method, params: parameters });
  }

  /** @returns {Promise<any>} the result */
  request(method, parameters, token) {
    if (this.hasEnded) return Promise.resolve(null);
    const id = this.next++;
    const answer = new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }));
    this.write({ id, method, params: parameters });
    if (token) token.onCancellationRequested(() => this.notify("$/cancelRequest", { id }));
    return answer;
  }

  read(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.buffer.toString("ascii", 0, end));
      const start = end + 4;
      const count = length ? Number(length[1]) : 0;
      if (this.buffer.length < start + count) return;
      const text = this.buffer.toString("utf8", start, start + count);
      this.buffer = this.buffer.subarray(start + count);
      if (count > 0) this.handle(JSON.parse(text));
    }
  }

  handle(message) {
    if (message.method !== undefined) {
      const result = this.receive(message.method, message.params);
      if (message.id !== undefined) this.write({ id: message.id, result: result === undefined ? null : result });
      return;
    }
    const waiting = this.pending.get(message.id);
    if (!waiting) return;
    this.pending.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }

  async stop() {
    if (this.hasEnded) return;
    const timer = setTimeout(() => this.process.kill(), 2000);
    await this.request("shutdown").catch(() => {});
    this.notify("exit");
    this.process.once("exit", () => clearTimeout(timer));
  }
}

module.exports = { Client };
