class A:
    def m(self):
        pass

run = A().m
run()
