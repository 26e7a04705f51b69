class V:
    def __lt__(self, other):
        return True

V() < V()
