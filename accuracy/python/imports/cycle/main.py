import a

a.f()
