"""Follows docs/editor.md as a new user of Neovim would, in a terminal of 110 by 30 characters, and checks what the screen shows:
run by run.py. The PyPI package pyte emulates the terminal.

    Tests/Integration/neovim_screen.py NVIM APPTLINT PLUGIN PAYLOAD FOLDER
"""
import os, pty, select, shutil, struct, sys, time, fcntl, termios

import pyte

EDITOR, COMMAND, PLUGIN, PAYLOAD, FOLDER = sys.argv[1:]
COLUMNS, LINES = 110, 30


class Terminal:
    def __init__(self, command, environment):
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def read(self, seconds):
        end = time.time() + seconds
        while (left := end - time.time()) > 0:
            if select.select([self.descriptor], [], [], left)[0]:
                try:
                    self.stream.feed(os.read(self.descriptor, 65536))
                except OSError:
                    return

    def type(self, text):
        os.write(self.descriptor, text.encode())

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def shows(self, *texts, lacks=(), seconds=30):
        end = time.time() + seconds
        while time.time() < end:
            self.read(0.2)
            if all(text in self.text for text in texts) and not any(text in self.text for text in lacks):
                return
        raise AssertionError(f"{texts} and not {lacks} expected on the screen:\n{self.text}")


# The steps in docs/editor.md.
plugins = os.path.join(FOLDER, "config", "nvim", "plugin")
os.makedirs(plugins)
shutil.copy(PLUGIN, plugins)
programs = os.path.join(FOLDER, "bin")
os.makedirs(programs)
os.symlink(COMMAND, os.path.join(programs, "apptlint"))

terminal = Terminal([EDITOR, PAYLOAD], {
    "TERM": "xterm", "HOME": FOLDER, "XDG_CONFIG_HOME": os.path.join(FOLDER, "config"), "LANG": "C.UTF-8",
    "PATH": programs + ":/usr/bin:/bin", "XDG_STATE_HOME": FOLDER, "XDG_DATA_HOME": FOLDER})
terminal.shows('"resourceType": "Appointment"')
terminal.type(":71\r")
# Two findings on one line: a square for each, and the text of the last finding.
terminal.shows("\"status\": \"arrived\"     ■■ expected ',' after this value", "■ expected a dateTime: the time zone is missing")
terminal.type(":s/arrived/booked/\r")
terminal.shows('"status": "booked"', lacks=["■■"])
terminal.type(":ApptlintFix\r")
terminal.shows('"status": "booked",', lacks=["expected ','"])
terminal.type("/start\r:lua vim.lsp.buf.hover()\r")
terminal.shows("Appointment.start", "instant", "BKL004 MUST: ", "BKL283 MUST (get): ")
if os.environ.get("SCREEN"):
    print(terminal.text)
terminal.type(":q\r:qall!\r")
terminal.read(1)
print("the screen shows findings, fixes and hover texts")
