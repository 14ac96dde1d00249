"""A wire of the test's own: bytes from a port of ours to the practice server and back, as transparent as one. What it leads to can be
changed while a program talks through it."""
import socket
import threading


class Relay:
    def __init__(self, port, family=socket.AF_INET, after_a_cut=None):
        """after_a_cut: the port to which new connections lead once the server has reset one."""
        self.listening = socket.socket(family, socket.SOCK_STREAM)
        self.listening.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        self.listening.listen(8)
        self.port, self.target, self.after_a_cut = self.listening.getsockname()[1], port, after_a_cut
        self.taken = {}
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            self.taken[self.target] = self.taken.get(self.target, 0) + 1
            far = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.carry, args=(near, far), daemon=True).start()
            threading.Thread(target=self.carry_back, args=(far, near), daemon=True).start()

    @staticmethod
    def carry(source, sink):
        try:
            while block := source.recv(65536):
                sink.sendall(block)
        except OSError:
            pass
        try:
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def carry_back(self, far, near):
        try:
            while block := far.recv(65536):
                near.sendall(block)
        except ConnectionResetError:
            # Before the near end can know of it, so that its next connection is the changed one.
            if self.after_a_cut:
                self.target = self.after_a_cut
        except OSError:
            pass
        try:
            near.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listening.close()
