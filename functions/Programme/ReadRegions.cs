using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Tasdir.Functions.Programme;

public sealed class ReadRegions(ProgrammeAnswers answers)
{
    [Function(nameof(ReadRegions))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programme/regions")] HttpRequest request) =>
        answers.Of(request, rules => rules.Regions);
}
