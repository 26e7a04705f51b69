class Mixin:
    def log(self):
        self.name()

class A:
    pass

class B(Mixin, A):
    def name(self):
        return 'b'

B().log()
