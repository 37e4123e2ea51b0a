// A test that asserts nothing, such as one that loops over an empty list, cannot fail.
beforeEach(() => expect.hasAssertions());
