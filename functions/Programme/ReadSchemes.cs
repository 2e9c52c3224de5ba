using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Tasdir.Functions.Programme;

public sealed class ReadSchemes(ProgrammeAnswers answers)
{
    [Function(nameof(ReadSchemes))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programme/schemes")] HttpRequest request) =>
        answers.Of(request, rules => rules.Schemes);
}
