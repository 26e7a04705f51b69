class A:
    @staticmethod
    def m():
        pass

A.m()
A().m()
