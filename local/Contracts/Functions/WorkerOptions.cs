using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

public class WorkerOptions
{
    /// <summary>How bodies of requests, and inputs and results of orchestrations, activities and entities are written.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
