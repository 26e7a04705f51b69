def f():
    pass

class A:
    def __init__(self, hook):
        self.hook = hook

    def run(self):
        self.hook()

A(f).run()
