using Tasdir.TestKit;

[assembly: AssemblyFixture(typeof(EmulatedStorage))]
