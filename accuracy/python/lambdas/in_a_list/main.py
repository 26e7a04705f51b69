both = [lambda: 1, lambda: 2]
both[0]()
both[1]()
