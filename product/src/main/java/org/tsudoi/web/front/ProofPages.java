package org.tsudoi.web.front;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.platform.Problem;
import org.tsudoi.proofs.InclusionProof;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.proofs.SignedHead;
import org.tsudoi.web.Form;
import org.tsudoi.web.Pages;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// The log of the books for everybody: its head, and a place to check a proof.
@Controller
public class ProofPages {
    /// Of a proof in a log of a million batches, with a journal of a hundred legs.
    private static final int PROOF_LENGTH_MAX = 40_000;

    private final Proofs proofs;
    private final JsonMapper json;

    ProofPages(Proofs proofs, JsonMapper json) {
        this.proofs = proofs;
        // What stands in it twice could be read in two ways.
        this.json = json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /// @param journal as the proof has it
    /// @param holds whether the proof shows that it is in the log
    /// @param ours whether the log is signed by this instance's key
    public record Checked(String journal, boolean holds, boolean ours, SignedHead head) {}

    /// @param head null before anything was sealed
    /// @param checked null when no proof was given
    public record View(
            @Nullable SignedHead head, Form form, @Nullable Checked checked) {
        /// How the program that checks is called.
        public String command() {
            return "python3 check_proof.py receipt.pdf" + (head == null ? "" : " --key " + head.publicKey());
        }
    }

    @GetMapping("/trust/books")
    ModelAndView books() {
        return Pages.show("front/books", "view", view(Form.blank(), null));
    }

    /// To be kept by whoever wants to see later that nothing was changed.
    @GetMapping(path = "/trust/books/head.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> head() {
        var head = proofs.head().orElseThrow(Problem::notFound);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json.writeValueAsString(head));
    }

    /// The head that a proof leads to, as it was published.
    @GetMapping(path = "/trust/books/heads/{batches:\\d{1,18}}.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> head(@PathVariable long batches) {
        var head = proofs.head(batches).orElseThrow(Problem::notFound);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json.writeValueAsString(head));
    }

    /// For whoever wants to check on a computer of their own, without us.
    @GetMapping("/trust/books/check_proof.py")
    ResponseEntity<Resource> checker() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/x-python;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"check_proof.py\"")
                .body(new ClassPathResource("trust/check_proof.py"));
    }

    @PostMapping("/trust/books")
    ModelAndView check(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed);
        var proof = read(form.value("proof"));
        if (proof.isEmpty()) form.wrong("proof", form.value("proof").isBlank() ? "proof.missing" : "proof.unreadable");
        var checked = proof.map(this::checked).orElse(null);
        return form.isGood()
                ? Pages.show("front/books", "view", view(form, checked))
                : Pages.again("front/books", "view", view(form, null));
    }

    private View view(Form form, @Nullable Checked checked) {
        return new View(proofs.head().orElse(null), form, checked);
    }

    private Checked checked(InclusionProof proof) {
        var key = proofs.head().map(SignedHead::publicKey);
        return new Checked(
                proof.journal(),
                proof.holds(),
                key.filter(proof.head().publicKey()::equals).isPresent(),
                proof.head());
    }

    private Optional<InclusionProof> read(String typed) {
        if (typed.length() > PROOF_LENGTH_MAX) return Optional.empty();
        try {
            return Optional.ofNullable(json.readValue(typed, InclusionProof.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
