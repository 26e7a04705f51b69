import a
import b

a.f()
b.f()
