import { describe, expect, it } from "vitest";
import { functionName } from "./function-name.ts";

describe("the name of a native function", () => {
  it.each([
    ["main", "main"],
    ["<redacted>", "<redacted>"],
    ["<unknown>", "<unknown>"],
    ["  -[Cart pay:] ", "-[Cart pay:]"],
    ["+[Cart new]", "+[Cart new]"],
    ["void shop::Cart::pay(int, std::string const&)", "shop::Cart::pay"],
    ["unsigned int Cart::total() const", "Cart::total"],
    ["Cart::items() &", "Cart::items"],
    ["std::vector<int, std::allocator<int>>::push_back(int&&)", "std::vector<T>::push_back"],
    ["pay(int) [clone .isra.0]", "pay"],
    ["pay [inline]", "[inline]"],
    ["(anonymous namespace)::pay(int)", "(anonymous namespace)::pay"],
    ["`anonymous namespace'::pay", "`anonymous namespace'::pay"],
    ["?A0x1234abcd::pay", "`anonymous namespace'::pay"],
    ["std::ostream& operator<<(std::ostream&, Cart const&)", "operator<<"],
    ["Cart::operator()(int) const", "Cart::operator()"],
    ["Cart::operator-> ()", "Cart::operator->"],
    ["bool operator< <Cart>(Cart, Cart)", "operator< <T>"],
    ["main::$_0::operator()() const", "main::lambda::operator()"],
    ["main::{lambda(int)#1}::operator()", "main::lambda::operator()"],
    ["lambda_0123456789abcdef0123456789abcdef::run", "lambda::run"],
    ["<shop::Cart as core::fmt::Display>::fmt::h0123456789abcdef", "shop::Cart::fmt"],
    ["<T as core::convert::Into<U>>::into", "core::convert::Into<T>::into"],
    ["memcpy@@GLIBC_2.14", "memcpy"],
    ["@Handler@8", "Handler"],
    ["_Handler@8", "_Handler"],
    ["(unbalanced", "(unbalanced"],
  ])("of %s is %s", (raw, name) => {
    expect(functionName(raw, "native")).toBe(name);
  });
});

describe("the name of a Swift function", () => {
  it.each([
    ["Cart.pay(amount: Int) -> Swift.Bool", "Cart.pay"],
    ["Cart.pay() throws -> ()", "Cart.pay"],
    ["closure #1 () -> () in Cart.pay() -> ()", "closure in Cart.pay"],
    ["@objc Cart.pay(Any) -> ()", "Cart.pay"],
    ["thunk for @callee_guaranteed () -> ()", "thunk for closure"],
    ["@callee_guaranteed () -> ()", "closure"],
    ["variable initialization expression of Cart.items : [Item]", "initializer expression of Cart.items"],
    ["variable initialization expression of static Cart.shared", "initializer expression of Cart.shared"],
  ])("of %s is %s", (raw, name) => {
    expect(functionName(raw, "cocoa")).toBe(name);
  });
});

describe("the name of a function elsewhere", () => {
  it("has no arguments in C#", () => {
    expect(functionName("Shop.Cart:Pay (System.Int32 amount)", "csharp")).toBe("Shop.Cart:Pay");
  });

  it("is what it is", () => {
    expect(functionName("Cart::pay(int)", "php")).toBe("Cart::pay(int)");
  });
});
