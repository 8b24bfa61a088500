"""Opens exports with the programs that people open them with, and says what those see.

Takes a JSON file with a list of jobs, each with the name of a reader and the folder or file it shall
open, and a folder with the schemas of formats. Prints one line of JSON per job: `spans` as
[document, label, start, end, text], the text cut by the reader's own means, and `counts` by name; or
`failed` with what the reader said.
"""

import importlib.metadata
import json
import os
import pathlib
import sys
import tempfile
import zipfile


def read_table(place):
    import pandas

    separator = "\t" if place.suffix == ".tsv" else ","
    rows = pandas.read_csv(place, sep=separator, keep_default_na=False, dtype=str)
    placed = rows[rows["start_utf16"] != ""]
    spans = [
        [row.title, row.label or row.kind, int(row.start_utf16), int(row.end_utf16), row.text]
        for row in placed.itertuples()
    ]
    kinds = rows["kind"].value_counts()
    return spans, {f"{kind}s": int(kinds.get(kind, 0)) for kind in ("mention", "claim", "stance")}


ROW_LISTS = ("mentions", "claims", "stances", "relations", "labels", "zones", "layers")
ROW_LABELS = {"mentions": None, "claims": "claim", "stances": "stance"}


def spans_of_rows(rows):
    for row in rows:
        for column, label in ROW_LABELS.items():
            for each in row[column]:
                if each["parts"]:
                    words = [row["text"][part["start"] : part["end"]] for part in each["parts"]]
                    ends = [each["start"], each["end"], " ".join(words)]
                    yield [row["title"], label or each["label"], *ends]


def counts_of_rows(rows):
    counts = {name: sum(len(row[name]) for row in rows) for name in ROW_LISTS}
    wrong = sum(
        each["text"] != " ".join(row["text"][part["start"] : part["end"]] for part in each["parts"])
        for row in rows
        for column in ROW_LABELS
        for each in row[column]
        if each["parts"]
    )
    return counts | {"documents": len(rows), "wrong texts": wrong}


def read_dataset(place):
    import datasets

    datasets.disable_progress_bars()
    data = datasets.load_dataset(str(place))
    rows = [row for split in data.values() for row in split]
    counts = counts_of_rows(rows)
    for split in data:
        counts[f"documents in {split}"] = len(data[split])
    configurations = datasets.get_dataset_config_names(str(place))
    for name in ("entities", "propositions"):
        there = name in configurations
        counts[name] = len(datasets.load_dataset(str(place), name, split="train")) if there else 0
    return list(spans_of_rows(rows)), counts


def read_parquet(place):
    from pyarrow import parquet

    rows = [
        row
        for file in sorted(place.glob("data/*.parquet"))
        for row in parquet.read_table(file).to_pylist()
    ]
    counts = counts_of_rows(rows)
    for name in ("entities", "propositions"):
        files = list(place.glob(f"{name}/*.parquet"))
        counts[name] = sum(parquet.read_table(file).num_rows for file in files)
    return list(spans_of_rows(rows)), counts


def read_tasks_of_words(place):
    import spacy

    nlp = spacy.blank("xx")
    spans, counts = [], {"lines": 0, "spans": 0, "wrong texts": 0, "wrong words": 0}
    for line in place.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        row = json.loads(line)
        doc = nlp(row["text"])
        counts["lines"] += 1
        counts["wrong words"] += sum(
            row["text"][word["start"] : word["end"]] != word["text"] for word in row["tokens"]
        )
        ends = [(each["start"], each["end"], each["label"]) for each in row["spans"]]
        around = [doc.char_span(*end, alignment_mode="expand") for end in ends]
        doc.spans["all"] = around
        doc.ents = spacy.util.filter_spans(
            [doc.char_span(*each, alignment_mode="expand") for each in row["entities"]]
        )
        doc.cats = row["cats"]
        counts["spans"] += len(doc.spans["all"])
        for each, (start, end, label), span in zip(row["spans"], ends, around):
            words = span.text[start - span.start_char : end - span.start_char]
            spans.append([row["meta"]["title"], span.label_, start, end, words])
            counts["wrong texts"] += each["text"] != words
    return spans, counts


CAS_KINDS = {
    "mentions": "parallax.Mention",
    "claims": "parallax.Claim",
    "stances": "parallax.Stance",
    "relations": "parallax.Relation",
    "labels": "parallax.DocumentLabel",
    "zones in lines": "parallax.Zone",
}
CAS_LABELS = {"claims": "claim", "stances": "stance"}


def read_cas_files(place, extension, load):
    spans = []
    counts = {name: 0 for name in CAS_KINDS} | {"lines": 0}
    for file in sorted(place.glob(f"*/*/*{extension}")):
        cas = load(file)
        counts["lines"] += 1
        document = cas.select("parallax.Document")[0]
        for name, type_name in CAS_KINDS.items():
            found = cas.select(type_name)
            counts[name] += len(found)
            if name not in ("mentions", "claims", "stances"):
                continue
            for each in found:
                if each.end == 0:
                    continue
                parts = [part for part in each.parts.elements] if each.parts else [each]
                words = " ".join(part.get_covered_text() for part in parts)
                label = CAS_LABELS.get(name) or each.value
                spans.append([document.title, label, each.begin, each.end, words])
    return spans, counts


def read_cas_json(place):
    import cassis

    def load(file):
        with file.open("rb") as stream:
            return cassis.load_cas_from_json(stream)

    return read_cas_files(place, ".json", load)


def read_cas_xmi(place):
    import cassis

    with (place / "TypeSystem.xml").open("rb") as stream:
        types = cassis.load_typesystem(stream)

    def load(file):
        with file.open("rb") as stream:
            return cassis.load_cas_from_xmi(stream, typesystem=types)

    return read_cas_files(place, ".xmi", load)


def read_networks(place):
    import networkx

    counts = {}
    for file in sorted(place.iterdir()):
        is_gexf = file.suffix == ".gexf"
        graph = networkx.read_gexf(file) if is_gexf else networkx.read_graphml(file)
        counts[f"{file.stem} nodes"] = graph.number_of_nodes()
        counts[f"{file.stem} edges"] = graph.number_of_edges()
        counts[f"{file.stem} weight"] = graph.size(weight="weight")
        if graph.is_directed():
            numbers = [edge["sum"] for _, _, edge in graph.edges(data=True)]
            counts[f"{file.stem} sum"] = sum(numbers)
    return [], counts


def read_tasks(place):
    from label_studio_sdk.converter.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface

    config = (place / "labelling-config.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    interface.validate()
    tasks = json.loads((place / "tasks.json").read_text(encoding="utf-8"))
    counts = {"documents": len(tasks), "layers": 0, "refused results": 0, "wrong texts": 0}
    for task in tasks:
        for annotation in task["annotations"]:
            counts["layers"] += 1
            regions = [each for each in annotation["result"] if each["type"] != "relation"]
            arrows = [each for each in annotation["result"] if each["type"] == "relation"]
            accepted = [interface.validate_region(each) for each in regions]
            accepted += [interface.validate_relation(each, regions) for each in arrows]
            counts["refused results"] += accepted.count(False)
    spans = []
    for item in Converter(config, str(place)).iter_from_json_file(str(place / "tasks.json")):
        text, title = item["input"]["text"], item["input"]["title"]
        for each in item["output"].get("label", []):
            words = text[each["start"] : each["end"]]
            spans.append([title, each["labels"][0], each["start"], each["end"], words])
            counts["wrong texts"] += each["text"] != words
    return spans, counts


SCHEMAS = {
    "urn:QDA-XML:project:1.0": "Project.xsd",
    "urn:QDA-XML:codebook:1.0": "Codebook.xsd",
    "http://graphml.graphdrawing.org/xmlns": "graphml.xsd",
    "http://www.gexf.net/1.2draft": "gexf.xsd",
    "http://uima.apache.org/resourceSpecifier": "resourceSpecifierSchema.xsd",
}


class NoSchema(Exception):
    """A schema that could not be brought here."""


def documents_of(place):
    """The XML documents of an export that have a schema, each with its name."""
    if zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            yield "project.qde", archive.read("project.qde")
        return
    for file in sorted(place.iterdir()) if place.is_dir() else [place]:
        if file.suffix == ".gexf":
            yield file.name, as_older_gexf(file.read_bytes())
        elif file.suffix in (".qde", ".qdc", ".graphml") or file.name == "TypeSystem.xml":
            yield file.name, file.read_bytes()


def as_older_gexf(content):
    """The schema of GEXF 1.3 is in no package; what we write of it is in 1.2 as well."""
    content = content.replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft")
    return content.replace(b'version="1.3"', b'version="1.2"')


def schema_of(namespace):
    from lxml import etree

    place = pathlib.Path(sys.argv[2]) / SCHEMAS[namespace]
    if not place.exists():
        raise NoSchema(place.name)
    return etree.XMLSchema(file=str(place))


def validate(place):
    from lxml import etree

    documents = list(documents_of(place))
    if not documents:
        raise ValueError(f"There is no document with a schema in {place.name}.")
    for name, content in documents:
        root = etree.fromstring(content)
        schema = schema_of(etree.QName(root).namespace)
        if not schema.validate(root):
            first = schema.error_log[0]
            raise ValueError(f"{name}:{first.line}: {first.message}")
    return [], {"against the schema": 0}


READERS = {
    "pandas": ("pandas", read_table),
    "pyarrow": ("pyarrow", read_parquet),
    "datasets": ("datasets", read_dataset),
    "spacy": ("spacy", read_tasks_of_words),
    "cassis-json": ("dkpro-cassis", read_cas_json),
    "cassis-xmi": ("dkpro-cassis", read_cas_xmi),
    "networkx": ("networkx", read_networks),
    "schema": ("lxml", validate),
    "label-studio": ("label-studio-sdk", read_tasks),
}


def answer(job):
    package, read = READERS[job["reader"]]
    try:
        tool = f"{package} {importlib.metadata.version(package)}"
    except importlib.metadata.PackageNotFoundError:
        return {"missing": package}
    try:
        spans, counts = read(pathlib.Path(job["place"]))
    except NoSchema as missing:
        return {"missing": str(missing)}
    except Exception as error:  # whatever a reader throws is what shall be told
        return {"tool": tool, "failed": f"{type(error).__name__}: {error}"}
    return {"tool": tool, "spans": spans, "counts": counts}


def main():
    # Nothing is fetched and nothing stays: caches go where the exports are.
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    with tempfile.TemporaryDirectory() as cache:
        os.environ["HF_HOME"] = cache
        for job in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")):
            print(json.dumps(answer(job)), flush=True)


main()
