package io.footfall.count;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.StepRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs {@link SteppedCounting} in a process of its own, under the debugger interface of the JDK, line by line through the counting
 * code. At each line the process stands still, as if it had been killed there: what its mapped files hold is exactly what the
 * lines before have stored. No line of the counting code stores twice, so no crash point is passed over.
 */
final class SteppedProcess {

    /** Methods that only read the files, and one loop of zeros (which has a test of its own): they are left at once. */
    private static final Set<String> READING = Set.of(
            "countUsed",
            "crcOf",
            "activationCrc",
            "hash",
            "mix",
            "position",
            "holds",
            "indexOf",
            "textAt",
            "slotsAt",
            "state",
            "generation",
            "inState",
            "sealed",
            "bytes",
            "seed",
            "isEmpty",
            "zero",
            "isUsed",
            "firstPlace",
            "touch",
            "redoEntries",
            "CellBatch.cell",
            "CellBatch.add",
            "CellBatch.addOnce",
            "CellBatch.addTo",
            "CellBatch.clear",
            "growIndex",
            "isEarlier",
            "wasActivatedEmpty",
            "PendingAdditions.add",
            "PendingAdditions.addOnce",
            "TextCache.find",
            "TextCache.put",
            "TextCache.set",
            "PendingAdditions.clear",
            "TextCache.clear");

    private final VirtualMachine process;

    private SteppedProcess(VirtualMachine process) {
        this.process = process;
    }

    /**
     * Runs the process to its end.
     *
     * @param atLine told where the process stands, such as {@code PendingAdditions.commit:79}
     */
    static void run(Path folder, Consumer<String> atLine) throws Exception {
        LaunchingConnector launcher = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = launcher.defaultArguments();
        Objects.requireNonNull(arguments.get("main")).setValue(SteppedCounting.class.getName() + " \"" + folder + "\"");
        Objects.requireNonNull(arguments.get("options"))
                .setValue("-cp \"" + System.getProperty("java.class.path") + "\"");
        VirtualMachine process = launcher.launch(arguments);
        try {
            new SteppedProcess(process).events(atLine);
        } finally {
            process.process().destroyForcibly();
        }
    }

    private void events(Consumer<String> atLine) throws Exception {
        var prepared = process.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(SteppedCounting.class.getName());
        prepared.enable();
        while (true) {
            EventSet events;
            try {
                events = process.eventQueue().remove();
                for (Event event : events) {
                    on(event, atLine);
                }
                events.resume();
            } catch (VMDisconnectedException ended) {
                return;
            }
        }
    }

    private void on(Event event, Consumer<String> atLine)
            throws AbsentInformationException, IncompatibleThreadStateException {
        if (event instanceof ClassPrepareEvent loaded) {
            breakAtStart(loaded.referenceType());
        } else if (event instanceof BreakpointEvent start) {
            step(start.thread(), StepRequest.STEP_INTO);
        } else if (event instanceof StepEvent step) {
            Location place = step.location();
            String method = place.method().name();
            String type = simple(place.declaringType().name());
            atLine.accept(type + "." + method + ":" + place.lineNumber());
            boolean passedOver = READING.contains(method) || READING.contains(type + "." + method);
            if (!type.equals("SteppedCounting") || !method.equals("end")) {
                step(step.thread(), passedOver ? StepRequest.STEP_OUT : StepRequest.STEP_INTO);
            } else {
                process.eventRequestManager()
                        .deleteEventRequests(process.eventRequestManager().stepRequests());
            }
        }
    }

    private void breakAtStart(ReferenceType type) {
        process.eventRequestManager()
                .createBreakpointRequest(type.methodsByName("start").get(0).location())
                .enable();
    }

    private void step(ThreadReference thread, int depth) {
        process.eventRequestManager()
                .deleteEventRequests(process.eventRequestManager().stepRequests());
        StepRequest request = process.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
        request.addClassFilter("io.footfall.count.*");
        request.enable();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
