class A:
    def m(self):
        pass

def run(a: A):
    a.m()
