class A:
    def m(self):
        pass

for a in [A(), A()]:
    a.m()
