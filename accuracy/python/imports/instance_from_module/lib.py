class A:
    def m(self):
        pass

shared = A()
