# YOLOX-nano fine-tuned on eighteen pictures of dates, figs and hazelnuts, on a processor: fourteen to learn from, each ten times an
# epoch, and the last four to be measured on.
#   vedette checkpoint convert --from yolox yolox_nano.pth yolox_nano_mmdet.pth
_base_ = './yolox_nano_1xb8-15e_bccd.py'

data_root = 'data/fruits_nuts/'
classes = ('date', 'fig', 'hazelnut')
max_epochs = 30
base_lr = 0.001

train_dataloader = dict(
    batch_size=7,
    dataset=dict(
        _delete_=True,
        type='RepeatDataset',
        times=10,
        dataset=dict(
            type='CocoDataset',
            data_root=data_root,
            ann_file='trainval.json',
            data_prefix=dict(img='images/'),
            metainfo=dict(classes=classes),
            indices=14,
            pipeline=_base_.train_pipeline)))
val_dataloader = dict(
    dataset=dict(
        data_root=data_root,
        ann_file='trainval.json',
        data_prefix=dict(img='images/'),
        metainfo=dict(classes=classes),
        indices=[14, 15, 16, 17]))
test_dataloader = val_dataloader
# Without a file, the truths are those of the pictures that are shown.
val_evaluator = dict(ann_file=None)
test_evaluator = val_evaluator

train_cfg = dict(max_epochs=max_epochs, val_interval=6)
param_scheduler = [
    dict(
        type='LinearLR', start_factor=0.01, by_epoch=False, begin=0, end=30),
    dict(
        type='CosineAnnealingLR', by_epoch=True, convert_to_iter_based=True,
        begin=1, end=max_epochs, T_max=max_epochs - 1, eta_min=base_lr * 0.02),
]
