using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Tasdir.Functions.Programme;

public sealed class ReadScheme(ProgrammeAnswers answers)
{
    [Function(nameof(ReadScheme))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programme/schemes/{scheme}")] HttpRequest request, string scheme) =>
        answers.Of(request, rules => rules.TryScheme(scheme));
}
