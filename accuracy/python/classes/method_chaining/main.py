class A:
    def one(self):
        return self

    def two(self):
        return self

A().one().two()
