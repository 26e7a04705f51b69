class A:
    def m(self):
        pass

def make():
    a = A()
    return a

make().m()
