"""Makes pictures and reads exported annotations with other programs, for AnnotationExportTests.swift.

    annotations.py pictures FOLDER    pictures of several formats and sizes (Pillow)
    annotations.py coco FOLDER        what pycocotools finds in a COCO dataset, one document for all splits
    annotations.py yolo FOLDER        data.yaml and the labels of a YOLO dataset, with the sizes of its pictures
    annotations.py converter FOLDER   what Label Studio's own converter makes of tasks.json and config.xml: COCO, YOLO, OBB
"""

import contextlib
import glob
import json
import os
import sys

VERB, FOLDER = sys.argv[1:3]


def pictures():
    from PIL import Image

    def save(name, size, **options):
        Image.new("RGB", size, (size[0] % 256, size[1] % 256, 90)).save(f"{FOLDER}/{name}", **options)

    turned = Image.Exif()
    turned[0x0112] = 6
    save("a.jpg", (640, 480))
    save("turned.jpg", (300, 200), exif=turned)
    save("a.png", (33, 17))
    save("b[1,page=2].webp", (50, 60))
    save("ü 1.gif", (70, 10))
    save("c.tif", (12, 14))
    save("gone.jpg", (5, 5))
    with open(f"{FOLDER}/broken.jpg", "wb") as file:
        file.write(open(f"{FOLDER}/a.jpg", "rb").read()[:30])
    # libvips has no reader for these, and says so with the file's name.
    save("größe.bmp", (8, 8))


def coco():
    from PIL import Image
    from pycocotools.coco import COCO

    found = {}
    for path in glob.glob(f"{FOLDER}/annotations/*.json"):
        split = os.path.basename(path)[len("instances_") : -len(".json")]
        with contextlib.redirect_stdout(sys.stderr):
            dataset = COCO(path)
        names = {category["id"]: category["name"] for category in dataset.loadCats(dataset.getCatIds())}
        images = {image["id"]: image for image in dataset.imgs.values()}
        regions = [
            [images[region["image_id"]]["file_name"], names[region["category_id"]], *region["bbox"], region["area"], int(dataset.annToMask(region).sum())]
            for region in dataset.anns.values()
        ]
        files = {}
        for image in images.values():
            file = os.path.join(FOLDER, "images", split, image["file_name"])
            size = Image.open(file).size if os.path.exists(file) else [0, 0]
            files[image["file_name"]] = [image["width"], image["height"], *size]
        found[split] = {"categories": [[key, name] for key, name in sorted(names.items())], "images": files, "regions": regions}
    return found


def lines(path):
    return [[float(word) for word in line.split()] for line in open(path)]


def yolo():
    import yaml

    description = yaml.safe_load(open(f"{FOLDER}/data.yaml"))
    labels = {}
    for image in sorted(glob.glob(f"{FOLDER}/images/*/*")):
        stem = os.path.splitext(image.replace("/images/", "/labels/"))[0]
        labels[os.path.relpath(image, f"{FOLDER}/images")] = lines(f"{stem}.txt")
    return {
        "train": description["train"], "val": description["val"], "test": description.get("test"),
        "names": [description["names"][key] for key in sorted(description["names"])], "labels": labels,
    }


def converter():
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.converter.converter import Format

    converter = Converter(config=f"{FOLDER}/config.xml", project_dir=FOLDER, download_resources=False)
    result = {}
    converter.convert_to_coco(f"{FOLDER}/tasks.json", f"{FOLDER}/coco", is_dir=False)
    found = json.load(open(f"{FOLDER}/coco/result.json"))
    names = {category["id"]: category["name"] for category in found["categories"]}
    files = {image["id"]: os.path.basename(image["file_name"]) for image in found["images"]}
    result["coco"] = [[files[region["image_id"]], names[region["category_id"]], *region["bbox"], region["area"]] for region in found["annotations"]]
    for name, is_obb in (("yolo", False), ("obb", True)):
        converter.convert_to_yolo(f"{FOLDER}/tasks.json", f"{FOLDER}/{name}", is_dir=False, is_obb=is_obb)
        classes = [line.strip() for line in open(f"{FOLDER}/{name}/classes.txt")]
        result[name] = {
            os.path.basename(path): [[classes[int(line[0])], line[1:]] for line in lines(path)]
            for path in sorted(glob.glob(f"{FOLDER}/{name}/labels/*.txt"))
        }
    return result


if __name__ == "__main__":
    print(json.dumps({"pictures": pictures, "coco": coco, "yolo": yolo, "converter": converter}[VERB]()))
