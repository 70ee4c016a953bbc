using System.Text.Json;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <content>What is written: brackets and commas when something leaves, what the gateway sets itself, and the way back.</content>
internal ref partial struct JsonWalker
{
    // Vendors with typed schemas expect a number where there was one; where the new value is none, it is a text.
    private readonly void WriteReplacement()
    {
        if (_reader.TokenType == JsonTokenType.Number && _session.WritesNumber && JsonText.IsNumber(_replacement.Written))
        {
            _output.Write(_replacement.Written);
        }
        else
        {
            JsonText.WriteString(_replacement.Written, _output);
        }
    }

    private void WriteSettings(ref JsonFrame frame)
    {
        if (frame.IsArray)
        {
            return;
        }

        foreach (var setting in frame.State.Settings)
        {
            WriteSetting(ref frame, setting);
        }

        for (var i = 0; i < frame.State.AbsentParts.Length; i++)
        {
            if ((frame.PresentParts & (1UL << i)) == 0 && frame.State.AbsentParts[i].Under(_session.Grant) is { } part)
            {
                WriteSetting(ref frame, part);
            }
        }
    }

    private void WriteSetting(ref JsonFrame frame, FieldSetting setting)
    {
        if (!setting.Applies(_session.Grant))
        {
            return;
        }

        Separate(ref frame);
        Flush();
        JsonText.WriteString(setting.Name, _output);
        _output.WriteByte((byte)':');
        _output.Write(setting.Text);
        if (_session.Path is { } trace)
        {
            trace.Reset(frame.Path);
            trace.AppendName(setting.Name, inJson: true);
        }

        _session.RecordSetting(setting);
        _changed = true;
    }

    // Opens what is not yet open around the value at hand, writes the comma before it, and says where its bytes begin.
    private int Lead(int start)
    {
        if (_depth < 0)
        {
            return 0;
        }

        OpenTo(_depth);
        ref var frame = ref _frame;
        Separate(ref frame);
        return Math.Min(frame.Lead, start);
    }

    // Writes the comma before a member, and the nulls that keep the places of items left out before it.
    private void Separate(ref JsonFrame frame)
    {
        for (; frame.PendingNulls > 0; frame.PendingNulls--)
        {
            Flush();
            _output.Write(frame.Written++ > 0 ? ",null"u8 : "null"u8);
        }

        if (frame.Written++ == 0)
        {
            return;
        }

        // Whoever wrote it, a comma is a comma: the one that follows in the input saves a write of its own.
        if (_copyEnd < _json.Length && _json[_copyEnd] == (byte)',')
        {
            Copy(_copyEnd, _copyEnd + 1);
        }
        else
        {
            Flush();
            _output.WriteByte((byte)',');
        }
    }

    // What leaves mostly follows what left before it: it is written in one piece when something else comes, or not at all if nothing does.
    private void Copy(int start, int end)
    {
        if (start != _copyEnd)
        {
            Flush();
            _copyStart = start;
        }

        _copyEnd = end;
    }

    private void Flush()
    {
        if (_copyStart != _copyEnd)
        {
            _output.Write(_json[_copyStart.._copyEnd]);
            _copyStart = _copyEnd;
        }
    }

    private void OpenTo(int depth)
    {
        for (; _opened <= depth; _opened++)
        {
            ref var frame = ref _frames[_opened];
            if (_opened > 0)
            {
                Separate(ref _frames[_opened - 1]);
            }

            Copy(frame.MemberStart, frame.ContentStart);
            frame.Opened = true;
        }
    }

    private void EndMember(int end, bool written)
    {
        if (_depth < 0)
        {
            _rootEnd = end;
            _anything |= written;
            return;
        }

        ref var frame = ref _frame;
        frame.LastEnd = end;
        frame.LastWritten = written;
        frame.PresentParts |= written ? frame.MemberPart : 0;
    }

    // The value at hand does not leave; where the vendor counts positions, null keeps its place.
    private void Leave(int end, FieldState? state)
    {
        _changed = true;
        if (_depth >= 0 && _frame.IsArray && state?.Field is { Positional: true })
        {
            _frame.PendingNulls++;
        }

        EndMember(end, written: false);
    }

    private void TakeBack((int Output, int Opened, int Written) before)
    {
        _copyStart = _copyEnd;
        _output.Truncate(before.Output);
        for (var i = before.Opened; i < _opened; i++)
        {
            TakeBackMember(ref _frames[i], 0);
            _frames[i].Opened = false;
        }

        if (before.Opened > 0)
        {
            TakeBackMember(ref _frames[before.Opened - 1], before.Written);
        }

        _opened = before.Opened;
    }

    // Beside the one member there were only nulls before it: these still keep their places.
    private static void TakeBackMember(ref JsonFrame frame, int written)
    {
        frame.PendingNulls += Math.Max(0, frame.Written - written - 1);
        frame.Written = written;
    }
}
