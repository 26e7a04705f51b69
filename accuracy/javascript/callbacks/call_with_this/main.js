function hello() {
  this.say();
}
const dog = {
  say() {},
};
const cat = {
  say2() {},
};
hello.call(dog);
hello.apply(dog, []);
