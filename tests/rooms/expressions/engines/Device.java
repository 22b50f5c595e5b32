// Reads forms, one a line with \n for its line breaks, and says what JavaRosa, the engine of devices, computes for
// /data/out: a line each, "=" and the value or "!" and the fault.
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Device {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        new XFormsModule().registerModule();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                out.println("=" + computed(line.replace("\\n", "\n")));
            } catch (Throwable fault) {
                out.println("!" + String.valueOf(fault.getMessage()).replace('\n', ' '));
            }
        }
    }

    static String computed(String form) throws Exception {
        FormDef definition =
            XFormUtils.getFormFromInputStream(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)));
        definition.initialize(true, new InstanceInitializationFactory());
        TreeElement root = definition.getMainInstance().getRoot();
        IAnswerData value = root.getFirstChild("out").getValue();
        return value == null ? "" : value.uncast().getString();
    }
}
