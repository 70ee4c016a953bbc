using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Demo.Visitors;

namespace RedactingGateway.Demo.Watching;

/// <summary>The last visits, in memory.</summary>
internal sealed class VisitLog(TimeProvider time)
{
    /// <summary>Header by which requests of the demo itself say which visit they belong to; no vendor knows it, so it never leaves.</summary>
    public const string VisitHeader = "X-Demo-Visit";

    // 20 visits: what somebody tries in a quarter of an hour.
    private const int Capacity = 20;

    private readonly Lock _lock = new();
    private readonly List<Visit> _visits = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;

    /// <summary>Completes with the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Begins a visit.</summary>
    public Visit Begin(VisitKind kind, string path, Visitor visitor, Visit? original = null)
    {
        lock (_lock)
        {
            var visit = new Visit { Id = ++_lastId, Kind = kind, Path = path, Time = time.GetUtcNow(), Visitor = visitor, Original = original! };
            _visits.Add(visit);
            if (_visits.Count > Capacity)
            {
                _visits.RemoveAt(0);
            }

            return visit;
        }
    }

    /// <summary>Adds a request to the visit that it names, to the last visit of the page that sent it, or to one of its own.</summary>
    public void Add(WatchedRequest request, string? visitHeader, string? referer)
    {
        lock (_lock)
        {
            var visit = Find(visitHeader, referer) ?? Begin(VisitKind.Shell, request.Target.Split('?')[0], request.Visitor);
            visit.Visitor = request.Visitor;
            visit.Requests.Add(request);
            Signal();
        }
    }

    /// <summary>Says that something else changed that the page shows.</summary>
    public void Signal()
    {
        lock (_lock)
        {
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Visits that sent something, newest first, each with its requests so far.</summary>
    public ImmutableArray<(Visit Visit, ImmutableArray<WatchedRequest> Requests)> Read()
    {
        lock (_lock)
        {
            return [.. _visits.Where(static v => v.Requests.Count > 0).Reverse().Select(static v => (v, v.Requests.ToImmutableArray()))];
        }
    }

    private Visit? Find(string? visitHeader, string? referer)
    {
        if (int.TryParse(visitHeader, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return _visits.Find(v => v.Id == id);
        }

        return Uri.TryCreate(referer, UriKind.Absolute, out var page)
            ? _visits.FindLast(v => v.Kind == VisitKind.Page && v.Path == page.PathAndQuery)
            : null;
    }
}
