using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Tasdir.Local.Host;

namespace Tasdir.Local.Tests.Host;

public sealed class FunctionCatalogueTests
{
    [Fact]
    public void Two_functions_of_one_name_are_refused_with_both_places() =>
        Refused<Doubled>("Function same (", "has the name of another function, Tasdir.Local.Tests.Host.FunctionCatalogueTests+Doubled.First.");

    [Fact]
    public void A_function_needs_one_trigger() => Refused<Untriggered>("it must have one trigger and has 0.");

    [Fact]
    public void A_trigger_of_the_wrong_type_is_refused() => Refused<WrongType>("parameter timer must be a TimerInfo.");

    [Fact]
    public void A_parameter_that_nothing_fills_is_refused() => Refused<Unbound>("nothing can be given to parameter name (String).");

    [Fact]
    public void A_functions_definition_tells_its_bindings()
    {
        var function = Assert.Single(FunctionCatalogue.Read([typeof(SampleTimerFunction)]));

        Assert.Equal("SampleDaily", function.Name);
        Assert.Equal("Tasdir.Local.Tests.Host.SampleTimerFunction.Run", function.EntryPoint);
        Assert.Equal("timerTrigger", function.InputBindings["timer"].Type);
        Assert.Equal(typeof(TimerInfo), Assert.Single(function.Parameters).Type);
    }

    [Fact]
    public void A_parameter_is_known_by_its_place_whichever_object_describes_it()
    {
        var function = Assert.Single(FunctionCatalogue.Read([typeof(Carrier)]));

        // Reflection may describe a method twice, as when two hosts that start side by side ask at once.
        var again = typeof(Inheriting).GetMethod(nameof(Carrier.Run), BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!;
        Assert.NotSame(function.Method.GetParameters()[1], again.GetParameters()[1]);
        Assert.Equal([ArgumentSource.Trigger, ArgumentSource.Input], again.GetParameters().Select(parameter => Signature.SourceOf(function, parameter)));
    }

    private static void Refused<T>(params string[] told)
    {
        var error = Assert.Throws<StartupException>(() => FunctionCatalogue.Read([typeof(T)]));
        Assert.All(told, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

#pragma warning disable CA1812 // Read by reflection only.
    private sealed class Doubled
    {
        [Function("Same")]
        public static void First([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;

        [Function("same")]
        public static void Second([TimerTrigger("0 0 0 * * *")] TimerInfo timer) => _ = timer;
    }

    private sealed class Untriggered
    {
        [Function("Alone")]
        public static void Run(FunctionContext context) => _ = context;
    }

    private sealed class WrongType
    {
        [Function("Wrong")]
        public static void Run([TimerTrigger("0 0 0 * * *")] string timer) => _ = timer;
    }

    private class Carrier
    {
        [Function("Carrier")]
        public static string Run([OrchestrationTrigger] TaskOrchestrationContext context, string reference) => $"{context}{reference}";
    }

    private sealed class Inheriting : Carrier;

    private sealed class Unbound
    {
        [Function("Unbound")]
        public static void Run([HttpTrigger("get", Route = "a/{id}")] HttpRequest request, string id, string name) => _ = (request, id, name);
    }
}
